#pragma once

#include "remedy_person.h"

#include "session/session.h"

namespace duodoctor
{

/// One setting of GitLab that is wrong, seen by GitLab's Rails itself.
struct GitlabCase {
    QString name;
    QString finding;
    void (*sicken)(QJsonObject &state);
};

const QList<GitlabCase> &gitlabCases();

/// A healthy practice deployment beside a GitLab whose Rails answers from a state (tests/data/gitlab_host), and a
/// person who changes that state through GitLab's pages as an article says.
class GitlabBench
{
public:
    explicit GitlabBench(const GitlabCase &gitlabCase);
    ~GitlabBench();
    GitlabBench(const GitlabBench &) = delete;
    GitlabBench &operator=(const GitlabBench &) = delete;

    /// Each returns what went wrong, or nothing. In this order.
    QString examine();
    QString treat();
    QString examineAgain();
    QString describe() const;

private:
    QJsonObject healthyState() const;
    void writeState() const;
    /// GitLab's state after what was entered in its pages.
    void takeOver();
    QString runChecks();

    GitlabCase m_case;
    Session m_session;
    RemedyWorld m_world;
    QTemporaryDir m_host;
    QByteArray m_path;
    Deployment m_deployment;
    QJsonObject m_state;
    std::unique_ptr<RemedyAuthority> m_authority;
    std::unique_ptr<RemedyPerson> m_person;
    Finding m_finding;
};

} // namespace duodoctor
