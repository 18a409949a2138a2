"""What every room says things with: text from outside, dates with their precision, and states."""
