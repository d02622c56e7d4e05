#include "vantage/askpass_server.h"

#include "vantage/reach_classification.h"
#include "vantage/supervisor.h"

#include <QLocalSocket>
#include <QPointer>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxRequestBytes = 16 * 1024;
constexpr qsizetype kMaxQuestion = 500;

QString oneLine(const QString &prompt)
{
    QString line = prompt;
    std::replace_if(
        line.begin(), line.end(), [](QChar c) { return c.category() == QChar::Other_Control; }, u' ');
    return line.simplified().left(kMaxQuestion);
}

/// The key file of a question about a passphrase: `Enter passphrase for key '/home/a/.ssh/id_rsa': `.
QString quotedPart(const QString &question)
{
    const qsizetype first = question.indexOf(u'\'');
    const qsizetype last = question.lastIndexOf(u'\'');
    return first >= 0 && last > first ? question.mid(first + 1, last - first - 1) : QString();
}

/// Who wants a password: `ada@jump's password: `, or `(ada@jump) Password: ` where the server chose the words. A jump
/// host asks through the same askpass, and must not be taken for the host behind it.
QString asker(const QString &question)
{
    const qsizetype named = question.indexOf(") "_L1);
    if (question.startsWith(u'(') && named > 1) {
        return question.mid(1, named - 1);
    }
    const qsizetype owner = question.indexOf("'s password"_L1);
    const QString name = owner > 0 ? question.left(owner) : QString();
    return name.contains(u' ') ? QString() : name;
}

PromptRequest::Kind kindOf(PromptForm form)
{
    switch (form) {
    case PromptForm::Passphrase:
        return PromptRequest::Kind::Passphrase;
    case PromptForm::Password:
        return PromptRequest::Kind::Password;
    default:
        return PromptRequest::Kind::OneTimeCode;
    }
}

} // namespace

AskpassServer::AskpassServer(const QString &socketPath, QString place, Prompter prompter, QObject *parent)
    : QObject(parent)
    , m_token(makeMark().toLatin1())
    , m_place(std::move(place))
    , m_prompter(std::move(prompter))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &AskpassServer::onConnection);
    m_server.listen(socketPath);
}

AskpassServer::~AskpassServer()
{
    for (QByteArray &answer : m_answers) {
        answer.fill('\0');
    }
}

void AskpassServer::addTo(QProcessEnvironment &environment, const QString &askpassProgram) const
{
    environment.insert(u"SSH_ASKPASS"_s, askpassProgram);
    environment.insert(u"SSH_ASKPASS_REQUIRE"_s, u"force"_s);
    environment.insert(u"DUODOCTOR_ASKPASS_SOCKET"_s, m_server.fullServerName());
    environment.insert(u"DUODOCTOR_ASKPASS_TOKEN"_s, QString::fromLatin1(m_token));
    if (environment.value(u"DISPLAY"_s).isEmpty()) {
        // ssh before 8.4 asks no askpass without one.
        environment.insert(u"DISPLAY"_s, u":"_s);
    }
}

void AskpassServer::onConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { onRequest(socket); });
        onRequest(socket);
    }
}

void AskpassServer::onRequest(QLocalSocket *socket)
{
    const QByteArray request = socket->peek(kMaxRequestBytes);
    const qsizetype end = request.indexOf('\0');
    if (end < 0) {
        if (request.size() >= kMaxRequestBytes) {
            socket->abort();
        }
        return;
    }
    socket->readAll();
    const QByteArray token = m_token + '\n';
    if (!request.startsWith(token)) {
        socket->abort();
        return;
    }
    const QString question = oneLine(QString::fromUtf8(request.mid(token.size(), end - token.size())));
    const PromptForm form = classifyPrompt(question);
    if (form == PromptForm::HostKey) {
        m_hostKeyQuestion = question;
        socket->write("no\n");
        socket->disconnectFromServer();
        return;
    }
    if (form == PromptForm::Confirmation || !m_prompter || wasDeclined()) {
        decline(socket, question);
        return;
    }
    if (m_hasOpened && m_answers.contains(question)) {
        socket->write(m_answers.value(question) + '\n');
        socket->disconnectFromServer();
        return;
    }
    const QString name = form == PromptForm::Passphrase ? quotedPart(question) : asker(question);
    askUser(socket, {kindOf(form), name.isEmpty() ? m_place : name, question});
}

void AskpassServer::askUser(QLocalSocket *socket, PromptRequest request)
{
    Q_EMIT asking();
    const QPointer<AskpassServer> self(this);
    const QPointer<QLocalSocket> client(socket);
    m_prompter(request, [self, client, request](const QByteArray &answer) {
        if (!self) {
            return;
        }
        Q_EMIT self->answered();
        if (answer.isEmpty()) {
            self->decline(client, request.question);
            return;
        }
        if (request.kind != PromptRequest::Kind::OneTimeCode) {
            self->m_answers.insert(request.question, answer);
        }
        if (client) {
            client->write(answer + '\n');
            client->disconnectFromServer();
        }
    });
}

void AskpassServer::decline(QLocalSocket *socket, const QString &question)
{
    m_declinedQuestion = question.isEmpty() ? u"?"_s : question;
    if (socket) {
        socket->disconnectFromServer();
    }
}

} // namespace duodoctor
