"""What a person sees: one module a page, and the parts that pages share."""
