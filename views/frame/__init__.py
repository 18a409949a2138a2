"""What every page stands in: the entry that Streamlit runs, the navigation and the style sheet."""
