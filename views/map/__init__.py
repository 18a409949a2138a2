"""The live map: what is handed to the browser, and the parts that the browser asks for."""
