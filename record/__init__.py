"""What is known: reading a data package and holding it to its schema, evidence, names, severity and coverage."""
