#pragma once

#include "vantage/prompter.h"

#include <QByteArray>
#include <QHash>
#include <QLocalServer>
#include <QProcessEnvironment>
#include <QString>

class QLocalSocket;

namespace duodoctor
{

/// Answers the questions of one ssh client and of the clients that it starts for its jump hosts. Our program in its
/// askpass mode connects here with a token from its environment, and prints what it gets. Answers live as long as this
/// object, so that a client that may not share the connection asks nobody twice; codes that hold once are forgotten at
/// once. Questions about host keys are always answered with no: to trust a host is done by hand.
class AskpassServer : public QObject
{
    Q_OBJECT
public:
    /// @param socketPath  in a folder that only the user can enter.
    AskpassServer(const QString &socketPath, QString place, Prompter prompter, QObject *parent);
    ~AskpassServer() override;

    /// Adds what ssh needs to ask here.
    void addTo(QProcessEnvironment &environment, const QString &askpassProgram) const;

    /// The answers so far opened the door: from now on the same question gets the same answer without asking.
    void reuseAnswers() { m_hasOpened = true; }

    bool wasDeclined() const { return !m_declinedQuestion.isEmpty(); }
    QString declinedQuestion() const { return m_declinedQuestion; }
    QString hostKeyQuestion() const { return m_hostKeyQuestion; } ///< empty: none was asked

Q_SIGNALS:
    void asking();   ///< the user is asked: time stands still
    void answered(); ///< the user has answered

private:
    void onConnection();
    void onRequest(QLocalSocket *socket);
    void askUser(QLocalSocket *socket, PromptRequest request);
    void decline(QLocalSocket *socket, const QString &question);

    QLocalServer m_server;
    QByteArray m_token;
    QString m_place;
    Prompter m_prompter;
    QHash<QString, QByteArray> m_answers; ///< by question
    bool m_hasOpened = false;
    QString m_declinedQuestion;
    QString m_hostKeyQuestion;
};

} // namespace duodoctor
