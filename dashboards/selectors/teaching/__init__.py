"""How the teaching of a school stands, for its leaders: checks, grades, observation, deductions, corrections."""
