#pragma once

#include "deployment/deployment.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>

namespace duodoctor
{

/// One fault that the practice deployment can have.
struct PracticeFault {
    QString id;
    QString title;   ///< what is broken, one sentence
    QString finding; ///< the finding that a check must name first
};

/// A GitLab, an AI Gateway (HTTP, gRPC health, metrics) and a model server in this process, on free loopback ports, with
/// the true answers of each, healthy or with chosen faults. Knows no judge. Needs no root and no network; certificates
/// are made at start. Names are `*.practice.localhost`, which resolve to loopback without a name server (RFC 6761).
/// Thread: created on a thread with an event loop; the servers answer on a thread of their own.
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

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace duodoctor
