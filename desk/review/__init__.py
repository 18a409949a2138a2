"""What an editor does with a page's values: accept, reject, choose, judge, put into own words, decide."""
