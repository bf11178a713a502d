"""Whole conversations with people whose facts are known, and how well they end (docs/cases.md).

A case says what somebody writes first and what is true of them; a simulated person answers the
bot's questions from that. ``make eval-cases`` runs all of them against the served bot.
"""
