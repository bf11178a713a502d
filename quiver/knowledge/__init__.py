"""The knowledge: facts, causes, findings, questions, triage rules and topics, as checked data.

=============  ====================================================================================
folder         what is in it
=============  ====================================================================================
``article``    the facts of the source article, and its outline
``clinical``   facts from elsewhere, and their sources
``findings``   what a person can have, and the words people use for it
``lexicon``    word classes shared by those words
``questions``  what is asked
``causes``     what speaks for each cause, and against
``triage``     how soon someone should be seen, and why
``advice``     what to do, to tell the doctor, to watch for
``topics``     subjects people ask about
=============  ====================================================================================
"""

from quiver.knowledge.loading import Knowledge, KnowledgeError, button_payload, load, load_folder

__all__ = ["Knowledge", "KnowledgeError", "button_payload", "load", "load_folder"]
