"""What the chat channels say by themselves, besides the bot's own messages."""

from __future__ import annotations

MARKED = "✓"
UNMARKED, TICKED = "☐", "☑"
DONE = "Done"
MARK_FIRST = "Mark what fits first. If nothing does, press “None of these”."
NOTED = "Noted"
NOTED_ALREADY = "I have noted that already."
EARLIER = "That was an earlier question. I have noted your new answer to it."
CLOSED = "That question is closed. To change an answer, say it in your own words."
EMERGENCY = (
    "If a face droops, speech slurs, an arm goes weak, or someone cannot breathe, do not wait for "
    "me: call your local emergency number."
)
#: By kind of what was sent.
CANNOT_READ = {
    "voice": "I cannot listen to voice messages.",
    "picture": "I cannot look at pictures or videos.",
    "sticker": "I cannot read stickers.",
    "place": "I do not need to know where you are.",
    "file": "I cannot open files.",
    "other": "I cannot read that.",
}
ONLY_WORDS = "Please tell me in words."
EDITED = "I do not take in changes to a message. Please send what changed as a new message."
IN_PRIVATE = (
    "Your health is nobody else’s business, so I only talk about it in private. " + EMERGENCY
)
GO_PRIVATE = "Talk in private"
BEGIN = "Begin"
HOME = (
    "I am Quiver. I can tell you what may make a lip twitch, and how soon someone should look at "
    "it. I am a program, not a doctor, and I do not diagnose. " + EMERGENCY
)
WROTE_PRIVATELY = "I have written to you in a direct message."
FORGOTTEN_HERE = {
    "telegram": "Telegram keeps its own copy: delete this chat in the app as well.",
    "slack": "Slack keeps its own copy: delete your messages in the app as well.",
}
SUMMARY_FILE = "lip-twitching-summary.pdf"
SUMMARY_CAPTION = "Your summary as a PDF, to take to a doctor."
SAY = "You can say: “{words}”."
SHELL_ENDS = "Type /quit or press Ctrl-C to leave, /help for what you can say."
SHELL_LOADING = "One moment, I am still getting ready ..."
SHELL_GOODBYE = "Goodbye."


def cannot_read(kind: str) -> str:
    """The answer to something that is not text."""
    return f"{CANNOT_READ[kind]} {ONLY_WORDS} {EMERGENCY}"
