"""People who sign in, the posts they hold, and the log of who looked at children's data."""

import pgtrigger
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts import log_words
from accounts.grants import Grants
from accounts.permissions import Permission
from accounts.roles import FAMILY_ROLES, ROLES, WITHOUT_SCHOOL, Role
from core.history import history
from core.models import Record
from schools.models import School


class UserManager(BaseUserManager):
    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        """Create a user; without a password nobody can sign in until the office issues a one-time code."""
        user = self.model(username=username.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class UserQuerySet(models.QuerySet):
    def able_to_sign_in(self):
        """Keep those who are not locked and have a password; a dormant account waits for its first code."""
        return self.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def visible_to(self, user):
        """Keep the accounts of the schools whose accounts the user manages; all for the security administrator."""
        if user.has_permission(Permission.ACCOUNT_MANAGE):
            return self
        posts = Post.objects.filter(school__in=user.schools_with(Permission.SCHOOL_ACCOUNTS))
        return self.filter(Q(pk=user.pk) | Q(pk__in=posts.values("user")))

    def managed_by(self, user):
        """Keep the accounts whose code, lock and second factor are the user's to decide; never one's own.

        A school decides only while the person holds no post outside its schools: whoever issues a code
        could sign in with it, and one school must not sign in as another's teacher or as the platform.
        """
        others = self.exclude(pk=user.pk)
        if user.has_permission(Permission.ACCOUNT_MANAGE):
            return others
        mine = user.schools_with(Permission.SCHOOL_ACCOUNTS)
        elsewhere = Post.objects.not_ended(timezone.localdate()).exclude(school__in=mine)
        return others.visible_to(user).exclude(pk__in=elsewhere.values("user"))

    def holding(self, role: str):
        """Keep the accounts that hold this role today."""
        posts = Post.objects.held_on(timezone.localdate()).filter(role=role)
        return self.filter(pk__in=posts.values("user"))

    def dormant(self):
        """Keep the accounts for which no code was ever issued: nobody can sign in to them."""
        return self.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def unused_since(self, moment):
        """Keep the accounts that could have been used since that moment and were not (L-14)."""
        idle = Q(last_login__lt=moment) | Q(last_login=None, created_at__lt=moment)
        usable = self.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return usable.filter(idle, is_active=True)


@history(exclude=["password", "last_login"])
class User(AbstractBaseUser, Record):
    """One person who signs in, whatever the number of schools, posts and children."""

    username = models.CharField(_("user name"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(default=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager.from_queryset(UserQuerySet)()

    class Meta:
        ordering = ["username"]
        constraints = [models.CheckConstraint(condition=Q(username=Lower("username")), name="username_is_lower_case")]

    def __str__(self):
        return self.name or self.username

    @property
    def is_dormant(self) -> bool:
        """Tell whether nobody can sign in because no code was issued yet."""
        return not self.has_usable_password()

    @cached_property
    def grants(self) -> Grants:
        """What the posts held today allow; read once per request."""
        return Grants(
            Post.objects.held_on(timezone.localdate()).filter(user=self).values_list("role", "school_id", "scope_id")
        )

    def has_permission(self, permission: str, *, school=None) -> bool:
        """Tell whether a post allows this, in the given school or (without one) anywhere."""
        return self.grants.allow(permission, school_id=school.pk if school else None)

    def schools_with(self, permission: str) -> list[int]:
        """Give the ids of schools where a post over the whole school allows this."""
        return self.grants.schools_with(permission)

    def schools_where(self, permission: str) -> list[int]:
        """Give the ids of schools in which any post, over whatever, allows this."""
        return self.grants.schools_where(permission)

    def scopes_with(self, permission: str, scope: str) -> list[int]:
        """Give the ids of the classes, grades or groups over which a post allows this."""
        return self.grants.scopes_with(permission, scope)

    def school_ids(self) -> list[int]:
        """Give the ids of the schools in which the user holds any post."""
        return self.grants.school_ids()

    def manages_platform(self) -> bool:
        """Tell whether the user makes schools: sees their names and set-up, never their pupils."""
        return self.grants.allow(Permission.SCHOOL_CREATE, school_id=None)

    def holds_staff_post(self) -> bool:
        """Tell whether the user holds any post other than those of families."""
        return bool(self.grants.roles - FAMILY_ROLES)


class UsedPassword(models.Model):
    """The hash of a password that a person has had, so that the newest three are not chosen again (L-14)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="used_passwords")
    hash = models.CharField(max_length=128)
    set_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.user_id} {self.set_at}"


class PostQuerySet(models.QuerySet):
    def held_on(self, day):
        """Keep the posts held on that day."""
        return self.not_ended(day).filter(from_on__lte=day)

    def not_ended(self, day):
        """Keep the posts held on that day or beginning later."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day))

    def visible_to(self, user):
        """Keep the posts of the schools whose accounts the user manages, and the user's own."""
        if user.has_permission(Permission.ACCOUNT_MANAGE):
            return self
        return self.filter(Q(user=user) | Q(school__in=user.schools_with(Permission.SCHOOL_ACCOUNTS)))


@history
class Post(Record):
    """Who holds which role, where and from when; half-open [from_on, to_on).

    `scope_id` is the id of a class, grade or group as the role's scope says. It is no foreign key,
    because accounts stands below the registry; the registry's services check it.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="posts", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=24, choices=Role)
    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="posts", verbose_name=_("school")
    )
    scope_id = models.BigIntegerField(null=True, blank=True)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["role", "from_on"]
        indexes = [models.Index(fields=["school", "role", "scope_id"], name="post_by_school")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="post_begins_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(role__in=[r for r, rights in ROLES.items() if rights.scope in WITHOUT_SCHOOL])
                ^ Q(school__isnull=False),
                name="post_of_platform_has_no_school",
            ),
            # Three separated administrators are three people (L-14).
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(school=None, to_on=None),
                name="one_platform_post_per_person",
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"


class AccessRecordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep everything for the auditor, nothing for anyone else."""
        return self if user.has_permission(Permission.AUDIT_VIEW) else self.none()

    def sign_ins_of(self, user):
        """Keep a person's own sign-ins, failed ones too; everyone may read these about themselves."""
        return self.filter(user=user, action__in=[AccessRecord.Action.SIGN_IN, AccessRecord.Action.SIGN_IN_FAILED])


class AccessRecord(models.Model):
    """One look at, or one download of, children's data or a security event: kept, never edited (L-02, L-03, L-14)."""

    class Action(models.TextChoices):
        VIEW = "view", _("Viewed")
        LIST = "list", _("Listed")
        REVEAL = "reveal", _("ID number revealed")
        DOWNLOAD = "download", _("Downloaded")
        IMPORT = "import", _("Imported")
        SIGN_IN = "sign_in", _("Signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("Sign-in failed")
        SIGN_OUT = "sign_out", _("Signed out")
        ACCOUNT = "account", _("Account changed")

    at = models.DateTimeField(db_default=Now(), editable=False)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    username = models.CharField(max_length=40, blank=True)
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=16, choices=Action)
    what = models.CharField(max_length=40, blank=True, help_text="Kind of record, e.g. student.")
    record_id = models.UUIDField(null=True, blank=True)
    count = models.PositiveIntegerField(default=1)
    purpose = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)

    objects = AccessRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            BrinIndex(fields=["at"], name="access_by_moment"),
            models.Index(fields=["record_id"], name="access_by_record", condition=Q(record_id__isnull=False)),
            models.Index(fields=["user", "-at"], name="access_by_user"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.at} {self.username} {self.action}"

    @property
    def what_label(self) -> str:
        """Say the kind of record or of change in words."""
        return log_words.kind(self.what)

    @property
    def purpose_label(self) -> str:
        """Say the purpose of a download, or the role of a post, in words."""
        return log_words.purpose(self.purpose)
