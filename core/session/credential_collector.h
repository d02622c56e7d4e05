#pragma once

#include "deployment/deployment.h"
#include "secrets/secret_store.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <functional>
#include <memory>

namespace duodoctor
{

/// Brings the models' keys together before a run: given by hand, from the environment, from the keyring. Holds them in
/// memory only.
class CredentialCollector : public QObject
{
    Q_OBJECT
public:
    explicit CredentialCollector(QObject *parent = nullptr);
    ~CredentialCollector() override;

    void setKey(const QString &deploymentName, const QString &model, const SecretText &key, bool keepInKeyring);
    bool hasKey(const QString &model) const { return m_keys.contains(model); }
    bool isKeyringAvailable() const;
    /// Drops every key but those of models that are the same in both: a key never follows to another endpoint.
    void keepOnlyForUnchanged(const Deployment &before, const Deployment &after);

    /// Reads what is missing, then calls `done`, in a later turn of the event loop; within 5 s.
    void collect(const Deployment &deployment, std::function<void()> done);
    /// Ends a collection under way without calling `done`. @return whether there was one.
    bool abandon();

    QByteArray valueFor(const QString &model) const { return m_keys.value(model).reveal(); }
    QList<SecretText> known() const { return m_keys.values(); }

Q_SIGNALS:
    void noticeRaised(const QString &sentence);

private:
    SecretStore &store();
    void readFromKeyring(const Deployment &deployment, const Model &model);
    void finishWhenComplete();

    QHash<QString, SecretText> m_keys;
    std::unique_ptr<SecretStore> m_store; ///< made when first needed: asking the keyring costs time
    std::function<void()> m_done;
    int m_collection = 0;
    int m_open = 0;
};

} // namespace duodoctor
