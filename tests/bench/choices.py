"""The states that the bench chooses one after the other, in the bare page and in the app: all have clashes on record."""

STATES = ("Australia", "Canada", "Indonesia", "Malaysia", "Taiwan", "United States", "Vietnam", "Philippines", "China")
