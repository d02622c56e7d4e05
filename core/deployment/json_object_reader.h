#pragma once

#include "deployment/deployment_file.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// Reads one JSON object strictly: every key asked for is of the asked type, and every key not asked for is a problem.
/// Problems name the whole path of the key. Internal to the deployment room.
class JsonObjectReader
{
public:
    /// @param path  path of the object itself, empty for the document.
    /// @param problems  where mistakes go; must outlive the reader.
    JsonObjectReader(QJsonObject object, QString path, QList<DeploymentProblem> &problems);

    bool contains(QLatin1StringView key) const { return m_object.contains(key); }
    QString text(QLatin1StringView key);
    QString requiredText(QLatin1StringView key, const QString &remedy);
    bool boolean(QLatin1StringView key, bool fallback);
    int integer(QLatin1StringView key, int fallback, int minimum, int maximum);
    QStringList textList(QLatin1StringView key);
    /// One of `words`; the index, or `fallback` when absent or wrong.
    int word(QLatin1StringView key, const QStringList &words, int fallback);
    std::optional<JsonObjectReader> object(QLatin1StringView key);
    QList<JsonObjectReader> objects(QLatin1StringView key);
    /// Any value, unread otherwise.
    QJsonValue value(QLatin1StringView key);

    void complain(QLatin1StringView key, const QString &problem, const QString &remedy);
    /// Reports the keys that nobody asked for; call when everything was asked.
    void finish();
    QString pathOf(QLatin1StringView key) const;

private:
    void complainType(QLatin1StringView key, const QString &expected);

    QJsonObject m_object;
    QString m_path;
    QList<DeploymentProblem> *m_problems;
    QStringList m_known;
};

} // namespace duodoctor
