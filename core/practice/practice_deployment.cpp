#include "practice/practice_deployment.h"

#include "practice/fault_table.h"
#include "practice/practice_servers.h"
#include "practice/practice_trust_files.h"

#include <QHash>
#include <QTemporaryDir>
#include <QThread>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kVersion = "18.11.2"_L1; ///< its images are named in the healthy switches

/// Applies the rows in the table's order, so that the order of the ids means nothing.
/// @return an error sentence, or empty.
QString applyFaults(const QStringList &ids, PracticeSwitches &switches)
{
    QHash<int, QString> taken;
    for (const QString &id : ids) {
        const FaultRow *row = faultRow(id);
        if (!row) {
            return u"There is no fault named \"%1\"."_s.arg(id);
        }
        const QString other = taken.value(static_cast<int>(row->place));
        if (!other.isEmpty() && other != id) {
            return u"The faults \"%1\" and \"%2\" exclude each other."_s.arg(other, id);
        }
        taken.insert(static_cast<int>(row->place), id);
    }
    for (const FaultRow &row : faultTable()) {
        if (ids.contains(QLatin1StringView{row.id})) {
            row.apply(switches);
        }
    }
    return {};
}

} // namespace

class PracticeDeployment::Private
{
public:
    ~Private() { stop(); }

    QString start(const PracticeSwitches &wanted)
    {
        switches = wanted;
        folder = std::make_unique<QTemporaryDir>();
        if (!folder->isValid()) {
            return u"The practice deployment has no folder for its files: %1."_s.arg(folder->errorString());
        }
        servers = new PracticeServers(switches);
        servers->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, servers, &QObject::deleteLater);
        thread.setObjectName(u"practice"_s);
        thread.start();
        QString error;
        QMetaObject::invokeMethod(
            servers, [this, &error] { error = servers->start(); }, Qt::BlockingQueuedConnection);
        for (const auto &[name, state] : {std::pair{u"ca-bundle.pem"_s, switches.caBundle},
                                          std::pair{u"gateway-bundle.pem"_s, switches.gatewayBundle},
                                          std::pair{u"gitlab-trusted.pem"_s, switches.gitlabTrust}}) {
            if (error.isEmpty()) {
                error = writeTrustFile(folder->filePath(name), state, servers->root());
            }
        }
        if (error.isEmpty() && switches.modelHasKey) {
            qputenv(keyVariable().toLatin1().constData(), keyValue().toLatin1());
            hasSetKey = true;
        }
        return error;
    }

    void stop()
    {
        thread.quit();
        thread.wait();
        servers = nullptr;
        folder.reset();
        if (hasSetKey) {
            qunsetenv(keyVariable().toLatin1().constData());
            hasSetKey = false;
        }
    }

    Deployment describe() const
    {
        Deployment deployment;
        deployment.name = u"Practice"_s;
        deployment.baseFolder = folder->path();
        deployment.gitlab.url = servers->withPorts(switches.gitlabUrl);
        deployment.gitlab.version = GitLabVersion::parse(QString{kVersion});
        deployment.aiGateway.url = servers->withPorts(switches.gatewayUrl);
        deployment.aiGateway.agentPlatform = AgentPlatform{servers->withPorts(switches.grpcAddress), true};
        deployment.aiGateway.metrics =
            QStringList{servers->withPorts(u"http://aigw.practice.localhost:{metrics}/metrics"_s)};
        deployment.aiGateway.image = switches.image;
        Model model;
        model.name = u"mistral"_s;
        model.family = u"mistral"_s;
        model.provider = providerOf(switches.model.shape);
        model.identifier = switches.modelIdentifier;
        model.endpoint = servers->withPorts(switches.modelEndpoint);
        model.features = switches.modelFeatures;
        if (switches.modelHasKey) {
            model.apiKey = {ApiKeySource::Environment, keyVariable()};
        }
        deployment.models << model;
        // Absolute, so that the deployment may be saved anywhere.
        deployment.trust = {folder->filePath(u"ca-bundle.pem"_s), folder->filePath(u"gateway-bundle.pem"_s),
                            folder->filePath(u"gitlab-trusted.pem"_s)};
        deployment.proxy.mode = ProxyMode::None;
        return deployment;
    }

    PracticeSwitches switches;
    std::unique_ptr<QTemporaryDir> folder;
    QThread thread;
    PracticeServers *servers = nullptr; ///< lives on `thread`, and ends with it
    bool hasSetKey = false;
};

PracticeDeployment::PracticeDeployment(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
}

PracticeDeployment::~PracticeDeployment() = default;

QList<PracticeFault> PracticeDeployment::faults()
{
    QList<PracticeFault> faults;
    for (const FaultRow &row : faultTable()) {
        faults << PracticeFault{QString::fromLatin1(row.id), QString::fromLatin1(row.title),
                                QString::fromLatin1(row.finding), row.probeLimit};
    }
    return faults;
}

QString PracticeDeployment::start(const QStringList &faultIds)
{
    PracticeSwitches switches;
    QString error = applyFaults(faultIds, switches);
    if (!error.isEmpty()) {
        return error;
    }
    stop();
    error = d->start(switches);
    if (!error.isEmpty()) {
        stop();
    }
    return error;
}

void PracticeDeployment::stop()
{
    d->stop();
}

Deployment PracticeDeployment::deployment() const
{
    return d->servers ? d->describe() : Deployment{};
}

QString PracticeDeployment::keyVariable()
{
    return u"DUODOCTOR_PRACTICE_KEY"_s;
}

QString PracticeDeployment::keyValue()
{
    return u"practice-key-1234567890"_s;
}

} // namespace duodoctor
