"""Every address. Ids are random; nothing about a client stands in an address."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from kinechain.web.views import accounts, audit, case_files, clients, entrance, entries, reports, trouble, visits

urlpatterns = [
    path("", entrance.home, name="home"),
    path("set-up/<str:token>/", entrance.set_up, name="set-up"),
    path("login/", entrance.sign_in, name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", entrance.password, name="password"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new_account, name="new-account"),
    path("accounts/<uuid:account>/", accounts.account, name="account"),
    path("accounts/<uuid:account>/password/", accounts.account_password, name="account-password"),
    path("clients/", clients.clients, name="clients"),
    path("clients/new/", clients.new_client, name="new-client"),
    path("clients/import/", case_files.import_case, name="import-case"),
    path("clients/example/", case_files.example_case, name="example-case"),
    path("clients/<uuid:client>/", clients.client, name="client"),
    path("clients/<uuid:client>/edit/", clients.edit_client, name="edit-client"),
    path("clients/<uuid:client>/archive/", clients.archive_client, name="archive-client"),
    path("clients/<uuid:client>/export/", clients.export_client, name="export-client"),
    path("clients/<uuid:client>/erase/", clients.erase_client, name="erase-client"),
    path("clients/<uuid:client>/visits/", clients.new_visit, name="new-visit"),
    path("visits/<uuid:visit>/", visits.visit, name="visit"),
    path("visits/<uuid:visit>/edit/", visits.edit_visit, name="edit-visit"),
    path("visits/<uuid:visit>/conclusions/", visits.conclusions, name="conclusions"),
    path("visits/<uuid:visit>/entry/", entries.save, name="save-entry"),
    path("visits/<uuid:visit>/undo/", entries.undo, name="undo-entry"),
    path("visits/<uuid:visit>/box/", entries.present, name="present-entry"),
    path("visits/<uuid:visit>/save/", visits.save_visit, name="save-visit"),
    path("visits/<uuid:visit>/sign/", visits.sign_visit, name="sign-visit"),
    path("visits/<uuid:visit>/amend/", visits.amend_visit, name="amend-visit"),
    path("visits/<uuid:visit>/case/", case_files.export_case, name="export-case"),
    path("visits/<uuid:visit>/documents/", reports.documents, name="documents"),
    path("visits/<uuid:visit>/documents/<str:name>", reports.draft, name="draft"),
    path("reports/<uuid:report>/", reports.report, name="report"),
    path("reports/<uuid:report>/<str:name>", reports.signed_document, name="signed-document"),
    path("log/", audit.log, name="log"),
]
handler400 = trouble.not_understood
handler403 = trouble.not_allowed
handler404 = trouble.not_found
handler500 = trouble.failed
