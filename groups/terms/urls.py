"""Addresses of `groups.terms`, below `/g/<slug:group>/terms/`."""

from django.urls import path

from groups.terms.views import reading, steps, writing

app_name = "terms"
urlpatterns = [
    path("", reading.terms, name="terms"),
    path("versions/", reading.versions, name="versions"),
    path("versions/<int:number>/", reading.version, name="version"),
    path("put/<int:pk>/", reading.put, name="put"),
    path("compare/", reading.compare, name="compare"),
    path("begin/", steps.begin, name="begin"),
    path("draft/", writing.edit, name="edit"),
    path("draft/basis/", steps.basis, name="basis"),
    path("draft/review/", steps.review, name="review"),
    path("draft/agree/", steps.agree, name="agree"),
    path("draft/give-up/", steps.drop, name="drop"),
    path("draft/arrange/", writing.arrange, name="arrange"),
    path("draft/add/<slug:section>/", writing.add, name="add"),
    path("draft/clauses/<int:pk>/", writing.clause, name="clause"),
    path("draft/clauses/<int:pk>/restore/", writing.restore, name="restore"),
    path("draft/clauses/<int:pk>/remove/", writing.remove, name="remove"),
]
