"""What requests look like, and what is sent to make and move them."""

from rest_framework import serializers

from api.kernel.shapes import Money, Page, Shape
from transactions.parts import Visibility
from transactions.states import Outcome, State


class NewFiling(Shape):
    """What a new request is about."""

    type = serializers.SlugField(max_length=60, help_text="One of `GET /transaction-types`.")
    rights = serializers.ListField(
        child=serializers.CharField(max_length=40), min_length=1, max_length=100, help_text="Numbers, however typed."
    )
    answers = serializers.DictField(required=False, help_text="As the type's `answersSchema` says; may come later.")
    language = serializers.ChoiceField(["en", "cy"], required=False)


class Answers(Shape):
    """Answers to some questions; `null` takes the answer to a question back."""

    answers = serializers.DictField()


class Submission(Shape):
    """What whoever submits confirms."""

    declarationAccepted = serializers.BooleanField(help_text="True: the type's `declaration` is confirmed.")
    agreedTotal = serializers.IntegerField(
        min_value=0, max_value=10**12, help_text="The price that was seen, in pence."
    )


class Withdrawal(Shape):
    """Why it is taken back."""

    why = serializers.CharField(required=False, allow_blank=True, max_length=1000)


class FilingInShort(Shape):
    """One request in a list."""

    reference = serializers.CharField()
    type = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(State.values)
    standing = serializers.CharField(help_text="The state in words.")
    rights = serializers.ListField(child=serializers.CharField(), help_text="Numbers; of many the first 100.")
    rightsCount = serializers.IntegerField()
    createdAt = serializers.DateTimeField()
    changedAt = serializers.DateTimeField()
    submittedAt = serializers.DateTimeField(allow_null=True)
    endedAt = serializers.DateTimeField(allow_null=True)
    price = Money(help_text="Zero until it is submitted or where nothing is to be paid.")
    payment = serializers.CharField(allow_null=True, help_text="The payment's reference.")
    paidOn = serializers.DateField(allow_null=True)
    channel = serializers.CharField()


class FilingList(Page):
    """A page of requests."""

    items = FilingInShort(many=True)


class FilingInFull(FilingInShort):
    """One request."""

    next = serializers.ListField(child=serializers.CharField(), help_text="What happens next, in sentences.")
    waitsUntil = serializers.DateField(allow_null=True)
    answers = serializers.DictField()
    moves = serializers.ListField(child=serializers.CharField(), help_text="What the caller may do with it now.")
    whyNotSend = serializers.CharField(allow_null=True, help_text="Why somebody else has to send the draft.")


class LineCharge(Shape):
    """One fee."""

    what = serializers.CharField()
    amount = Money()
    years = serializers.ListField(child=serializers.IntegerField())
    isCertain = serializers.BooleanField(help_text="False: an example that the office has not confirmed.")


class LineObjection(Shape):
    """Why something cannot be done as asked."""

    message = serializers.CharField()
    question = serializers.CharField(allow_null=True, help_text="The question whose answer would mend it.")
    isBlocking = serializers.BooleanField()


class Line(Shape):
    """One right with what it costs, or why it is left out."""

    number = serializers.CharField()
    isLeftOut = serializers.BooleanField()
    charges = LineCharge(many=True)
    objections = LineObjection(many=True)


class Checked(Shape):
    """What the rules say as things stand."""

    isReady = serializers.BooleanField()
    on = serializers.DateField(help_text="The London day of the price.")
    total = Money()
    missingAnswers = serializers.ListField(child=serializers.CharField())
    missingDocuments = serializers.ListField(child=serializers.CharField())
    objections = LineObjection(many=True)
    rights = Line(many=True, help_text="The first 100.")
    toAgree = serializers.ListField(child=serializers.CharField(), help_text="Who will be asked to agree.")


class RightOutcome(Shape):
    """One right of a request and what became of it."""

    number = serializers.CharField()
    ownReference = serializers.CharField(allow_null=True)
    price = Money()
    years = serializers.ListField(child=serializers.IntegerField())
    isLeftOut = serializers.BooleanField()
    outcome = serializers.ChoiceField([one for one in Outcome.values if one], allow_null=True)
    why = serializers.CharField(allow_null=True)
    entry = serializers.IntegerField(allow_null=True, help_text="The number of the entry on the register.")


class RightOutcomes(Page):
    """A page of them."""

    items = RightOutcome(many=True)


class Movement(Shape):
    """One step on its way."""

    number = serializers.IntegerField()
    name = serializers.CharField()
    fromState = serializers.CharField()
    toState = serializers.CharField()
    at = serializers.DateTimeField()
    by = serializers.ChoiceField(["member", "system", "office", "service", "visitor"])


class Movements(Shape):
    """All of them, the first at the front."""

    items = Movement(many=True)


class Question(Shape):
    """A question of the office."""

    number = serializers.IntegerField()
    text = serializers.CharField()
    askedAt = serializers.DateTimeField()
    dueOn = serializers.DateField()
    answer = serializers.CharField(allow_null=True)
    isOpen = serializers.BooleanField()


class Questions(Shape):
    """All of them."""

    items = Question(many=True)


class AnswerToQuestion(Shape):
    """The answer to one question."""

    number = serializers.IntegerField(min_value=1, max_value=10_000)
    text = serializers.CharField(max_length=5000)
    files = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=20)


class AnswersToQuestions(Shape):
    """Every open question is answered at once."""

    answers = AnswerToQuestion(many=True)


class NewDocument(Shape):
    """A stored file as a document of the draft."""

    document = serializers.SlugField(max_length=40, help_text="`key` of one of the type's documents.")
    file = serializers.UUIDField(help_text="`id` of a file of `POST /files`.")
    visibility = serializers.ChoiceField([str(one) for one in Visibility], required=False)


class GivenDocument(Shape):
    """A document of a request."""

    id = serializers.UUIDField()
    document = serializers.CharField()
    name = serializers.CharField()
    mediaType = serializers.CharField()
    size = serializers.IntegerField()
    visibility = serializers.CharField()
    givenAt = serializers.DateTimeField()


class GivenDocuments(Shape):
    """All of them."""

    items = GivenDocument(many=True)


class NewNote(Shape):
    """Words, stored files, or both."""

    text = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    files = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=20, help_text="`id`s of files of `POST /files`."
    )


class Note(Shape):
    """What was sent while the office had the request."""

    number = serializers.IntegerField()
    text = serializers.CharField()
    sentAt = serializers.DateTimeField()


class Notes(Shape):
    """All of them, the oldest first."""

    items = Note(many=True)


class ExitOfWait(Shape):
    """One way out of a wait."""

    exit = serializers.CharField()
    title = serializers.CharField()


class Exits(Shape):
    """Those open to the caller now."""

    items = ExitOfWait(many=True)


class ExitTaken(Shape):
    """Which one is taken."""

    exit = serializers.SlugField(max_length=40)
