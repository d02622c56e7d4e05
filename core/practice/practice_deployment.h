#pragma once

#include "deployment/deployment.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>

namespace duodoctor
{

/// One fault that the practice deployment can have.
struct PracticeFault {
    QString id;
    QString title;   ///< what is broken, one sentence
    QString finding; ///< the finding that a check must name first
    /// The limit of one probe with which a run shows it: short where a probe would only wait for its limit, long where
    /// the answer itself is late. 0: any limit does.
    std::chrono::milliseconds probeLimit{0};
};

/// A GitLab, an AI Gateway (HTTP, gRPC health, metrics) and a model server in this process, on free loopback ports,
/// with the true answers of each, healthy or with chosen faults. Knows no judge. Needs no root and no network;
/// certificates are made at start. Names are `*.practice.localhost`, which resolve to loopback without a name server
/// (RFC 6761). Thread: created on a thread with an event loop; the servers answer on a thread of their own.
class PracticeDeployment : public QObject
{
    Q_OBJECT
public:
    explicit PracticeDeployment(QObject *parent = nullptr);
    ~PracticeDeployment() override;

    static QList<PracticeFault> faults();

    /// Starts (or starts again) with these faults. @return an error sentence that names the unknown fault or the pair
    /// that excludes each other; empty when everything listens.
    QString start(const QStringList &faultIds = {});
    void stop();

    /// What an administrator would write down of it; valid after start().
    Deployment deployment() const;

    /// The environment variable in which the model's key stands while a practice with a key runs.
    static QString keyVariable();
    /// The key that stands there; a key of the practice, and of no use elsewhere.
    static QString keyValue();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace duodoctor
