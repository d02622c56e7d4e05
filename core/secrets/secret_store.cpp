#include "secrets/secret_store.h"

#include <qt6keychain/keychain.h>

#include <QHash>
#include <QPointer>
#include <QTimer>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::chrono::seconds kLimit{5};

QString serviceName()
{
    return u"duo-doctor"_s;
}

SecretOutcome outcomeOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return SecretOutcome::Ok;
    case QKeychain::EntryNotFound:
        return SecretOutcome::NotFound;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return SecretOutcome::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        return SecretOutcome::NoKeyring; // also what a missing session bus gives
    case QKeychain::CouldNotDeleteEntry:
        return SecretOutcome::Failed;
    }
    return SecretOutcome::Failed;
}

} // namespace

class SecretStore::Private : public QObject
{
public:
    using JobHandler = std::function<void(SecretOutcome, QKeychain::Job *)>;

    bool isPersistent = true;
    QHash<QString, SecretText> memory; ///< used once the keyring has turned out not to be there

    /// Starts a job and answers once: when it ends, or at the limit with a null job.
    void run(QKeychain::Job *job, const QString &key, JobHandler handler);
    void answerLater(std::function<void()> answer)
    {
        QMetaObject::invokeMethod(this, std::move(answer), Qt::QueuedConnection);
    }
};

void SecretStore::Private::run(QKeychain::Job *job, const QString &key, JobHandler handler)
{
    job->setKey(key);
    job->setInsecureFallback(false);
    auto *limit = new QTimer(this);
    limit->setSingleShot(true);
    const auto answer = [this, limit, handler = std::move(handler)](SecretOutcome outcome, QKeychain::Job *ended) {
        limit->stop();
        limit->deleteLater();
        if (outcome == SecretOutcome::NoKeyring || outcome == SecretOutcome::TimedOut) {
            isPersistent = false;
        }
        handler(outcome, ended);
    };
    // The timer is the context of both: whichever comes second finds it stopped, or gone.
    connect(job, &QKeychain::Job::finished, limit, [limit, answer](QKeychain::Job *ended) {
        if (limit->isActive()) {
            answer(outcomeOf(ended->error()), ended);
        }
    });
    connect(limit, &QTimer::timeout, limit, [answer] { answer(SecretOutcome::TimedOut, nullptr); });
    limit->start(kLimit);
    job->start();
}

SecretStore::SecretStore(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
}

SecretStore::~SecretStore() = default;

bool SecretStore::isPersistent() const
{
    return d->isPersistent;
}

void SecretStore::read(const QString &key, ReadHandler handler)
{
    const auto answerFromMemory = [this, key, handler](SecretOutcome whenMissing) {
        const SecretText secret = d->memory.value(key);
        handler(secret.isEmpty() ? whenMissing : SecretOutcome::Ok, secret);
    };
    if (!d->isPersistent) {
        d->answerLater([answerFromMemory] { answerFromMemory(SecretOutcome::NoKeyring); });
        return;
    }
    // Without a parent: the backends keep a plain pointer to a job that is under way, so it may only delete itself.
    auto *job = new QKeychain::ReadPasswordJob(serviceName());
    d->run(job, key, [handler, answerFromMemory](SecretOutcome outcome, QKeychain::Job *ended) {
        if (outcome == SecretOutcome::Ok) {
            const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(ended);
            QByteArray utf8 = reading->textData().toUtf8();
            handler(SecretOutcome::Ok, SecretText(utf8));
            utf8.fill('\0');
        } else if (outcome == SecretOutcome::NoKeyring || outcome == SecretOutcome::TimedOut) {
            answerFromMemory(outcome);
        } else {
            handler(outcome, {});
        }
    });
}

void SecretStore::write(const QString &key, const SecretText &secret, DoneHandler handler)
{
    if (!d->isPersistent) {
        d->memory.insert(key, secret);
        d->answerLater([handler] { handler(SecretOutcome::Ok); });
        return;
    }
    auto *job = new QKeychain::WritePasswordJob(serviceName());
    job->setTextData(QString::fromUtf8(secret.reveal()));
    d->run(job, key, [this, key, secret, handler](SecretOutcome outcome, QKeychain::Job *) {
        if (outcome == SecretOutcome::NoKeyring || outcome == SecretOutcome::TimedOut) {
            d->memory.insert(key, secret);
            outcome = SecretOutcome::Ok;
        }
        handler(outcome);
    });
}

void SecretStore::remove(const QString &key, DoneHandler handler)
{
    const bool wasInMemory = d->memory.remove(key);
    if (!d->isPersistent) {
        d->answerLater([handler, wasInMemory] { handler(wasInMemory ? SecretOutcome::Ok : SecretOutcome::NotFound); });
        return;
    }
    auto *job = new QKeychain::DeletePasswordJob(serviceName());
    d->run(job, key, [handler](SecretOutcome outcome, QKeychain::Job *) { handler(outcome); });
}

QString SecretStore::keyFor(const QString &deploymentName, const QString &modelName)
{
    return deploymentName + u'/' + modelName;
}

} // namespace duodoctor
