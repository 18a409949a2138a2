"""A deck as PPTX: native, editable slides."""
