#pragma once

#include <QDateTime>
#include <QLatin1StringView>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <initializer_list>
#include <optional>
#include <span>
#include <utility>

namespace duodoctor
{

/// The arguments that findings carry, which are also the placeholders (`{host}`) of an article's sentences. Adding one
/// takes a line here and a line in argument.cpp; the playbook's lint knows it from then on.
enum class Argument {
    Url,            ///< the URL as configured
    Host,           ///< host of that URL, as typed
    Port,           ///< effective port
    Address,        ///< IP address and port that answered or was tried
    Status,         ///< HTTP status
    Server,         ///< what answered, in a few words: nginx, GitLab, vLLM ...
    Location,       ///< target of a redirect
    Suggestion,     ///< the value that should stand there instead (URL, identifier ...)
    Path,           ///< path part that is too much, or a file's path
    Model,          ///< the model's name in the deployment
    Identifier,     ///< the model identifier as configured
    ServedNames,    ///< names that the server serves
    ExpectedName,   ///< name that the gateway will ask for
    Detail,         ///< the peer's own words, bounded
    Limit,          ///< a limit with its unit, such as `10 s`
    Elapsed,        ///< a duration with its unit
    Proxy,          ///< host:port of the proxy
    ProxySource,    ///< the variable or file that named the proxy
    Subject,        ///< subject of the certificate concerned
    Issuer,         ///< issuer of the certificate concerned
    MissingSubject, ///< subject of the certificate that is missing
    Names,          ///< names that a certificate covers
    NotBefore,
    NotAfter,
    Days,      ///< whole days left, or past
    Algorithm, ///< signature algorithm or key type
    KeyBits,
    Store,    ///< the trust store judged against, in words
    Client,   ///< the kind of client judged for, in words
    Protocol, ///< protocol or TLS version
    Version,  ///< GitLab version
    ImageTag,
    Feature,
    Tokens,      ///< number of tokens
    Service,     ///< what the check looked at: the AI Gateway, GitLab, model "mistral"
    Fingerprint, ///< SHA-256 of the certificate concerned
    AiaUrl,      ///< where the missing intermediate can be fetched
    File,        ///< a configuration file
    Line,        ///< a line in it, 1-based
    Column,      ///< a column of that line, 1-based; 0: the line as a whole
};

/// The placeholder's spelling: `served_names` for ServedNames.
QLatin1StringView toWire(Argument argument);
std::optional<Argument> argumentFromWire(QStringView text);
std::span<const Argument> allArguments();

/// Arguments of one finding; values are text that came through the redactor, bounded to 500 characters each.
class Arguments
{
public:
    Arguments() = default;
    Arguments(std::initializer_list<std::pair<Argument, QString>> values);

    Arguments &set(Argument argument, const QString &value);
    Arguments &set(Argument argument, qint64 value);
    Arguments &set(Argument argument, const QStringList &values); ///< joined with commas, at most 10
    Arguments &set(Argument argument, const QDateTime &utc);      ///< ISO date and time, minutes
    /// Takes every argument of `other` that is not set here.
    Arguments &merge(const Arguments &other);

    QString value(Argument argument) const; ///< empty when not set
    bool contains(Argument argument) const { return m_values.contains(argument); }
    const QMap<Argument, QString> &values() const { return m_values; }

private:
    QMap<Argument, QString> m_values;
};

} // namespace duodoctor
