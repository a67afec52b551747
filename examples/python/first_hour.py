"""A student's first hour by a client that is generated from docs/openapi.json: sign up, upload, ask, take a quiz, look
at the board and the dashboard.

    python first_hour.py [http://127.0.0.1:7400]

with `npm start` beside it, and the client made as examples/README.md says.
"""

import sys
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from scholium_client import AuthenticatedClient, Client
from scholium_client.api.auth import sign_up
from scholium_client.api.learning import get_dashboard, list_subjects
from scholium_client.api.materials import get_material, query_materials, upload_material
from scholium_client.api.questions import get_question
from scholium_client.api.quizzes import generate_quiz, get_quiz, start_quiz, submit_quiz
from scholium_client.api.social import get_leaderboard
from scholium_client.models import (
    GenerateQuizBody,
    GetLeaderboardPeriod,
    GetLeaderboardView,
    MultipleChoiceAnswer,
    MultipleChoiceForm,
    OrderingAnswer,
    OrderingForm,
    Problem,
    QueryMaterialsBody,
    SignUpBody,
    SingleChoiceAnswer,
    SingleChoiceForm,
    SubmitQuizBody,
    SubmitQuizBodyAnswersItem,
    TrueFalseAnswer,
    TrueFalseForm,
    UploadMaterialBody,
)
from scholium_client.types import File

API_URL = sys.argv[1] if len(sys.argv) > 1 else 'http://127.0.0.1:7400'
BASE_URL = f'{API_URL}/api/v1'
DOCUMENT = Path(__file__).parent.parent / 'tides.md'
# What takes long is answered when it is done, or after 30 seconds as it stands then: ask again.
WAIT = 'wait=30'


def body_of(body):
    """The body of a response; raises with the problem where there is none."""
    if body is None or isinstance(body, Problem):
        raise RuntimeError(body)
    return body


def ended(read):
    """Asks until work on something has ended."""
    while True:
        row = body_of(read())
        if row.status.value not in ('queued', 'processing'):
            return row


def first_of(form):
    """The first of everything; nothing where something would have to be written."""
    match form:
        case SingleChoiceForm():
            return SingleChoiceAnswer.from_dict({'kind': 'single-choice', 'chosen': form.options[0].id})
        case MultipleChoiceForm():
            return MultipleChoiceAnswer.from_dict({'kind': 'multiple-choice', 'chosen': [form.options[0].id]})
        case TrueFalseForm():
            return TrueFalseAnswer.from_dict({'kind': 'true-false', 'chosen': True})
        case OrderingForm():
            return OrderingAnswer.from_dict({'kind': 'ordering', 'order': [item.id for item in form.items]})
        case _:
            return None


# Sign up, and send the token with everything that follows.
account = SignUpBody(email=f'{uuid4()}@example.org', password=str(uuid4()), display_name='Ada')
login = body_of(sign_up.sync(client=Client(base_url=BASE_URL), body=account))
client = AuthenticatedClient(base_url=BASE_URL, token=login.tokens.access_token, timeout=60)

# Upload a document, and wait until its pages are read. The same key makes a repeat after a lost response safe.
file = File(payload=BytesIO(DOCUMENT.read_bytes()), file_name='tides.md', mime_type='text/markdown')
upload = UploadMaterialBody(file=file, title='Tides')
uploaded = body_of(upload_material.sync(client=client, body=upload, idempotency_key=str(uuid4())))
material = ended(lambda: get_material.sync(uploaded.id, client=client, prefer=WAIT))
print(f'{material.title}: {material.status.value}, {material.page_count} page(s)')

# Ask about it. Each citation is a sentence that stands on the page that it names.
query = QueryMaterialsBody(question='What causes the tides?', material_ids=[material.id])
asked = body_of(query_materials.sync(client=client, body=query, prefer=WAIT))
question = ended(lambda: get_question.sync(asked.id, client=client, prefer=WAIT))
print(question.answer)
for citation in question.citations:
    print(f'  page {citation.page_no}: "{citation.quote}"')

# Take a quiz on the first topic, answered blindly, and read what is right instead.
subject = body_of(list_subjects.sync(client=client)).data[0]
topic = f'{subject.slug}/{subject.topics[0].slug}'
made = body_of(generate_quiz.sync(client=client, body=GenerateQuizBody(topic=topic, count=3), prefer=WAIT))
quiz = ended(lambda: get_quiz.sync(made.id, client=client, prefer=WAIT))
attempt = body_of(start_quiz.sync(quiz.id, client=client))
answers = [SubmitQuizBodyAnswersItem(question_id=one.id, answer=first_of(one.form)) for one in attempt.questions]
result = body_of(submit_quiz.sync(client=client, body=SubmitQuizBody(attempt_id=attempt.id, answers=answers)))
print(f'Quiz on {topic}: {round(result.score * 100)} %, {result.xp} XP')
for one in result.questions:
    print(f'  {one.stem}\n    {one.result.right_answer}')

# Look at the board, which is made when a day is over, and at the dashboard.
board = get_leaderboard.sync(client=client, period=GetLeaderboardPeriod.DAY, view=GetLeaderboardView.TOP)
if isinstance(board, Problem):
    print('There is no board before the first day is over.')
else:
    for line in board.lines:
        print(f'{line.rank}. {line.display_name}: {line.xp} XP')
dashboard = body_of(get_dashboard.sync(client=client))
print(f'Today {dashboard.today.xp} XP, level {dashboard.level.level}, a streak of {dashboard.streak.days} day(s)')
