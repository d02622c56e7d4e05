#include "session/credential_collector.h"

#include <utility>

namespace duodoctor
{

CredentialCollector::CredentialCollector(QObject *parent)
    : QObject(parent)
{
}

CredentialCollector::~CredentialCollector() = default;

SecretStore &CredentialCollector::store()
{
    if (!m_store) {
        m_store = std::make_unique<SecretStore>();
    }
    return *m_store;
}

void CredentialCollector::setKey(const QString &deploymentName, const QString &model, const SecretText &key,
                                 bool keepInKeyring)
{
    if (key.isEmpty()) {
        m_keys.remove(model);
        return;
    }
    m_keys.insert(model, key);
    if (!keepInKeyring) {
        return;
    }
    store().write(SecretStore::keyFor(deploymentName, model), key, [this](SecretOutcome outcome) {
        if (outcome != SecretOutcome::Ok || !store().isPersistent()) {
            Q_EMIT noticeRaised(tr("The key could not be put into a keyring. It is kept until the program ends."));
        }
    });
}

bool CredentialCollector::isKeyringAvailable() const
{
    return !m_store || m_store->isPersistent();
}

void CredentialCollector::keepOnlyForUnchanged(const Deployment &before, const Deployment &after)
{
    m_keys.removeIf([&](const QHash<QString, SecretText>::iterator &entry) {
        const Model *old = before.model(entry.key());
        const Model *current = after.model(entry.key());
        return !old || !current || old->endpoint != current->endpoint || old->apiKey != current->apiKey ||
               before.name != after.name;
    });
}

void CredentialCollector::collect(const Deployment &deployment, std::function<void()> done)
{
    abandon();
    m_done = std::move(done);
    m_open = 1;
    for (const Model &model : deployment.models) {
        if (m_keys.contains(model.name)) {
            continue;
        }
        if (model.apiKey.from == ApiKeySource::Environment) {
            const QByteArray value = qgetenv(model.apiKey.variable.toUtf8().constData());
            if (value.isEmpty()) {
                Q_EMIT noticeRaised(tr("The variable %1 is not set; model “%2” is asked without a key.")
                                        .arg(model.apiKey.variable, model.name));
            } else {
                m_keys.insert(model.name, SecretText(value));
            }
        } else if (model.apiKey.from == ApiKeySource::Keychain) {
            ++m_open;
            readFromKeyring(deployment, model);
        }
    }
    QMetaObject::invokeMethod(
        this,
        [this, collection = m_collection] {
            if (collection == m_collection) {
                finishWhenComplete();
            }
        },
        Qt::QueuedConnection);
}

void CredentialCollector::readFromKeyring(const Deployment &deployment, const Model &model)
{
    store().read(SecretStore::keyFor(deployment.name, model.name),
                 [this, name = model.name, collection = m_collection](SecretOutcome outcome, const SecretText &secret) {
                     if (collection != m_collection) {
                         return;
                     }
                     if (outcome == SecretOutcome::Ok && !secret.isEmpty()) {
                         m_keys.insert(name, secret);
                     } else {
                         Q_EMIT noticeRaised(
                             tr("The keyring gave no key for model “%1”; it is asked without a key.").arg(name));
                     }
                     finishWhenComplete();
                 });
}

void CredentialCollector::finishWhenComplete()
{
    if (--m_open == 0) {
        ++m_collection;
        const auto done = std::exchange(m_done, nullptr);
        done();
    }
}

bool CredentialCollector::abandon()
{
    ++m_collection;
    m_open = 0;
    return std::exchange(m_done, nullptr) != nullptr;
}

} // namespace duodoctor
