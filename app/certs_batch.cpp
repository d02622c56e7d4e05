#include "app/certs_batch.h"

#include "app/certs_case.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <unordered_map>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

ByteView viewOf(const QByteArray &bytes)
{
    return bytesOf({bytes.constData(), static_cast<size_t>(bytes.size())});
}

/// The file's table of certificates, each decoded when first asked for.
class CertificateTable
{
public:
    explicit CertificateTable(const QJsonArray &base64)
        : m_base64(base64)
    {
    }

    CertificatePtr at(int index)
    {
        const auto known = m_decoded.find(index);
        if (known != m_decoded.end()) {
            return known->second;
        }
        const auto der = QByteArray::fromBase64Encoding(m_base64.at(index).toString().toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
        CertificatePtr certificate = der ? Certificate::parse(viewOf(*der)) : nullptr;
        m_decoded.emplace(index, certificate);
        return certificate;
    }
    bool holds(int index) const { return index >= 0 && index < m_base64.size(); }

private:
    QJsonArray m_base64;
    std::unordered_map<int, CertificatePtr> m_decoded;
};

CertificateSource sourceFrom(const QJsonObject &testCase, QLatin1StringView key, CertificateTable &table)
{
    const QJsonValue data = testCase.value(key + "_data"_L1);
    if (data.isString()) {
        const auto bytes =
            QByteArray::fromBase64Encoding(data.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!bytes) {
            return certificateSourceFrom(key.data(), std::vector<CertificatePtr>{nullptr});
        }
        return certificateSourceFrom(key.data(), viewOf(*bytes));
    }
    std::vector<CertificatePtr> certificates;
    const QJsonArray indices = testCase.value(key).toArray();
    for (const QJsonValue &value : indices) {
        const int index = value.toInt(-1);
        certificates.push_back(table.holds(index) ? table.at(index) : nullptr);
    }
    return certificateSourceFrom(key.data(), std::move(certificates));
}

QByteArray lineFor(const QString &id, const CertsAnswer &answer)
{
    QJsonArray findings;
    for (const auto &[findingId, severity] : briefFindings(answer)) {
        findings.append(QJsonObject{{u"id"_s, findingId.toString()}, {u"severity"_s, QString{toWire(severity)}}});
    }
    const QJsonObject line{{u"id"_s, id},
                           {u"trusted"_s, answer.trusted},
                           {u"findings"_s, findings},
                           {u"clients"_s, clientVerdicts(answer)}};
    return QJsonDocument{line}.toJson(QJsonDocument::Compact) + '\n';
}

Moment momentOf(const QJsonObject &testCase)
{
    const auto at = momentFromRfc3339(testCase.value("at"_L1).toString().toStdString());
    return at ? *at : momentFrom(QDateTime::currentDateTimeUtc());
}

} // namespace

QString runCertsBatch(const QByteArray &json, std::ostream &out)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        return u"not JSON: %1 at byte %2"_s.arg(error.errorString()).arg(error.offset);
    }
    const QJsonObject root = document.object();
    if (root.value("format"_L1).toString() != "tls-cases/1"_L1) {
        return u"\"format\" is not \"tls-cases/1\""_s;
    }
    CertificateTable table{root.value("certs"_L1).toArray()};
    const QJsonArray cases = root.value("cases"_L1).toArray();
    for (const QJsonValue &value : cases) {
        const QJsonObject testCase = value.toObject();
        const CertificateSource chain = sourceFrom(testCase, "chain"_L1, table);
        const CertificateSource trust = sourceFrom(testCase, "trust"_L1, table);
        const HostName host = hostNameFrom(testCase.value("host"_L1).toObject().value("value"_L1).toString());
        const CertsAnswer answer = answerCertsCase(chain, trust, host, momentOf(testCase));
        const QByteArray line = lineFor(testCase.value("id"_L1).toString(), answer);
        out.write(line.constData(), line.size());
        out.flush();
    }
    return {};
}

} // namespace duodoctor
