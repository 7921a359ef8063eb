"""Standard texts of the office: every version is kept, in English and Welsh."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.models.access import OfficeQuerySet
from core.append_only import append_only


class StandardText(models.Model):
    """One version of one text; the latest version of a ``slug`` counts, unless it is ``is_retired``.

    ``english`` and ``welsh`` may hold fields in double round brackets, as the messages do. ``by`` is who wrote it.
    """

    class Use(models.TextChoices):
        """Where it is offered."""

        QUESTION = "question", _("Question to a customer")
        REFUSAL = "refusal", _("Reason for a refusal")
        ANSWER = "answer", _("Answer to a complaint or to a request for data")

    slug = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    use = models.CharField(max_length=10, choices=Use)
    title = models.CharField(max_length=120)
    title_cy = models.CharField(max_length=120, default="", blank=True)
    english = models.CharField(max_length=2000, default="", blank=True)
    welsh = models.CharField(max_length=2000, default="", blank=True)
    is_retired = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    everything = models.Manager["StandardText"]()
    objects = OfficeQuerySet["StandardText"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="standard_text_versions")]

    def __str__(self) -> str:
        return f"{self.slug} {self.version}"
