"""Measures how well Quiver understands people, beside Rasa's stock pipeline: ``make eval``.

==============  ===================================================================================
module          what is in it
==============  ===================================================================================
``sets``        the messages and answers that are measured on, and the labels they carry
``models``      the product's model and the stock one, trained when needed, and what they understand
``metrics``     the figures, as pure functions of what was meant and what was understood
``answers``     whether a reply to an open question was understood rightly
``errors``      what went wrong in a message, the worst first
``report``      the table in the terminal, and ``docs/understanding.md``
``stock.yml``   Rasa's stock pipeline
``floors.yml``  what ``make test`` lets no figure fall below
==============  ===================================================================================
"""
