"""Addresses of organisations: switching, joining, people, roles, rules, teams and the log."""

from django.urls import path

from portal.views.organisations import choosing_rules, joining, people, rules, switching, teams

urlpatterns = [
    path("organisations/", switching.organisations, name="organisations"),
    path("organisations/switch/", switching.switch, name="organisation-switch"),
    path("organisations/new/", switching.new, name="organisation-new"),
    path("join/<str:token>/", joining.join, name="join"),
    path("organisation/", people.overview, name="organisation"),
    path("organisation/leave/", joining.leave_it, name="organisation-leave"),
    path("organisation/people/", people.people, name="organisation-people"),
    path("organisation/people/invite/", people.invite, name="organisation-invite"),
    path("organisation/invitations/<str:reference>/cancel/", people.cancel, name="organisation-invitation-cancel"),
    path("organisation/people/<uuid:user>/role/", people.role, name="organisation-person-role"),
    path("organisation/people/<uuid:user>/remove/", people.take_out, name="organisation-person-remove"),
    path("organisation/responsible/", people.responsible, name="organisation-responsible"),
    path("organisation/roles/", rules.roles, name="organisation-roles"),
    path("organisation/roles/new/", rules.role_new, name="organisation-role-new"),
    path("organisation/roles/<str:reference>/", rules.role_change, name="organisation-role"),
    path("organisation/roles/<str:reference>/remove/", rules.role_retire, name="organisation-role-retire"),
    path("organisation/rules/", choosing_rules.rules, name="organisation-rules"),
    path("organisation/rules/answer/", choosing_rules.answer, name="organisation-rules-answer"),
    path("organisation/teams/", teams.listing, name="organisation-teams"),
    path("organisation/teams/new/", teams.new, name="organisation-team-new"),
    path("organisation/teams/<str:key>/", teams.change, name="organisation-team"),
    path("organisation/log/", rules.log, name="organisation-log"),
]
