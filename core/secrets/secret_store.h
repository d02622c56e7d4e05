#pragma once

#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace duodoctor
{

/// A credential in memory. Wiped when it goes; never printed, never compared with ==.
class SecretText
{
public:
    SecretText() = default;
    explicit SecretText(const QByteArray &utf8);
    ~SecretText();
    SecretText(const SecretText &other);
    SecretText &operator=(const SecretText &other);
    SecretText(SecretText &&other) noexcept;
    SecretText &operator=(SecretText &&other) noexcept;

    bool isEmpty() const { return m_utf8.isEmpty(); }
    /// The value itself, for the one place that sends it.
    const QByteArray &reveal() const { return m_utf8; }

private:
    QByteArray m_utf8;
};

enum class SecretOutcome { Ok, NotFound, NoKeyring, Denied, TimedOut, Failed };

/// Keys of models in the user's keyring, with memory of this process where no keyring runs (`isPersistent()` says
/// which, and the window says it to the user). Never falls back to a file. Thread: one, with an event loop. Each call
/// answers once, within 5 s.
class SecretStore : public QObject
{
    Q_OBJECT
public:
    using ReadHandler = std::function<void(SecretOutcome, const SecretText &)>;
    using DoneHandler = std::function<void(SecretOutcome)>;

    explicit SecretStore(QObject *parent = nullptr);
    ~SecretStore() override;

    /// False once the keyring has turned out not to be there: keys are then kept in memory until the program ends.
    bool isPersistent() const;
    /// @param key  `DEPLOYMENT NAME/MODEL NAME`, see keyFor().
    /// Without a keyring, a key that this process was given is Ok, and any other is NoKeyring (or TimedOut, once).
    void read(const QString &key, ReadHandler handler);
    /// Ok also when the key is kept in memory only; isPersistent() tells.
    void write(const QString &key, const SecretText &secret, DoneHandler handler);
    void remove(const QString &key, DoneHandler handler);

    static QString keyFor(const QString &deploymentName, const QString &modelName);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace duodoctor
