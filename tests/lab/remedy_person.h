#pragma once

#include "remedy_authority.h"
#include "remedy_world.h"

#include "deployment/deployment.h"
#include "judge/finding.h"
#include "playbook/playbook.h"

#include <QSet>

namespace duodoctor
{

/// What the person finds to be so at the place, for steps that begin with "If".
enum class Circumstance {
    ProxyInFront,      ///< nginx stands before the gateway, and TLS ends there
    GatewayAnswers,    ///< the gateway itself is well
    PlainText,         ///< the port speaks no TLS
    ListensOnLoopback, ///< the program behind the address listens on 127.0.0.1 only
    InspectionStays,   ///< the inspecting proxy is not given up
    LogNamesCause      ///< the gateway's log names the variable or file that is wrong
};

/// What was done in GitLab's pages besides the values that stand in a deployment.
enum class RemedyPage { SeatAssigned, FeatureChosen, ModelAdded, LicenceSynchronised };

/// Does what a rendered remedy says, step by step: types its commands, puts its pieces of configuration into the files
/// that it names, fills in GitLab's pages and the deployment of Duo Doctor. Knows the place and the language of the
/// articles, and nothing of any fault.
class RemedyPerson
{
public:
    RemedyPerson(RemedyWorld &world, RemedyAuthority &authority, const Deployment &practice, const Finding &finding);

    /// @return what could not be done and why; empty when every step was followed.
    QString follow(const Remedy &remedy);

    QSet<Circumstance> circumstances;
    QByteArray modelKey; ///< what the one who runs the model server says

    /// As the person has corrected it.
    Deployment deployment;
    /// What GitLab's pages say; Duo Doctor learns of it when its deployment is corrected.
    Deployment gitlab;
    QByteArray keyInGitlab;
    QSet<RemedyPage> pages;
    QByteArray keyInDuoDoctor;
    /// The saved `docker run` command, or the gateway's service of the Compose file.
    QList<std::pair<QString, QString>> options;
    QString image;
    /// Options that the model server was started with.
    QStringList modelOptions;
    QStringList diary; ///< what was done, for a failing test

    // What the rules use (remedy_rules.cpp).
    RemedyWorld &world() { return m_world; }
    RemedyAuthority &authority() { return m_authority; }
    const Finding &finding() const { return m_finding; }
    const RenderedStep &step() const { return m_step; }
    QString argument(Argument argument) const;
    QString answered() const { return m_answered; } ///< the last URL that printed 200
    void complain(const QString &problem);
    void type(const QString &command);
    void addOption(const QString &name, const QString &value);
    void removeVariable(const QString &pattern);
    /// Lines for the gateway's service of the Compose file.
    void addToService(const QString &yaml);
    void startContainer();
    void recreateContainer();
    void addConfiguration(const QString &nginxText);

private:
    void writeComposeFile();
    bool isCompose() const { return deployment.aiGateway.installation == GatewayInstallation::Compose; }
    void followStep();
    void useCommand();
    bool isLook() const;

    RemedyWorld &m_world;
    RemedyAuthority &m_authority;
    Finding m_finding;
    RenderedStep m_step;
    QString m_answered;
    QString m_problem;
};

/// Whether the step is for this place: true without an "If". @param problem  takes a circumstance that nobody can
/// judge.
bool stepApplies(RemedyPerson &person, const QString &text, QString *problem);

enum class RuleMoment { BeforeCommand, AfterCommand };
/// Does what the sentences of the step say. @return how many things were done.
int applyRules(RemedyPerson &person, const QString &text, RuleMoment moment);

} // namespace duodoctor
