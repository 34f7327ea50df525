"""Asks a server by a client that was generated from its description: one search, one question
for quotes, one article, one mistake. Usage: client.py ADDRESS, the client on PYTHONPATH."""

import sys
from http import HTTPStatus

from onrecord_client import Client
from onrecord_client.api.reading import article, quotes, search
from onrecord_client.models import ArticleAnswer, ProblemAnswer, QuotesAnswer, SearchAnswer, SearchSort


def told(answer, kind):
    """Returns what the answer was parsed to, if it is what it should be."""
    assert isinstance(answer.parsed, kind), f"{answer.status_code}: {answer.content[:300]!r}"
    return answer.parsed


client = Client(base_url=sys.argv[1])
asked = search.sync_detailed(client=client, q="recusal", sort=SearchSort.NEWEST, limit=3, facets="speaker", explain=True)
found = told(asked, SearchAnswer)
assert found.total >= len(found.hits) == 3 and found.explanation.read_as == "recusal", found
days = [hit.article.published for hit in found.hits]
assert days == sorted(days, reverse=True), days
for hit in found.hits:
    start, end = hit.highlights[0]
    assert hit.text[start:end], hit

first = found.hits[0].article
whole = told(article.sync_detailed(client=client, id=first.id), ArticleAnswer)
assert (whole.id, whole.headline) == (first.id, first.headline) and found.hits[0].text in whole.text, whole

said = told(quotes.sync_detailed(client=client, q="recusal", limit=1), QuotesAnswer)
assert said.total_is == "exact" and said.quotes[0].words, said

refused = search.sync_detailed(client=client, q='"open')
problem = told(refused, ProblemAnswer)
assert refused.status_code == HTTPStatus.BAD_REQUEST and problem.code == "query-unclosed-quote", problem
print(f"the generated client works: {found.total} passages, {said.total} quotes")
