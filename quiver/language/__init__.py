"""From a person's words to findings: phrases, clauses, negation, durations, sentence vectors."""
