#pragma once

#include "deployment/deployment.h"
#include "judge/finding.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// True for a name that may stand in braces: an argument of findings, or a value of the deployment.
bool isPlaceholder(QStringView name);
/// The deployment's placeholders, in the table's order (docs/playbook-format.md says what each one is).
QStringList deploymentPlaceholders();

/// The word that stands where a value is missing: `<host>`.
QString missingWord(QStringView name);

/// What the placeholders stand for: the finding's arguments first, then the deployment's values.
/// Holds references: must not outlive what it was made from.
class PlaceholderValues
{
public:
    /// @param finding  null outside of a finding.
    explicit PlaceholderValues(const Deployment &deployment, const Finding *finding = nullptr);

    /// One line without control or invisible characters; never empty, nullopt where nothing is known.
    std::optional<QString> value(QStringView name) const;

private:
    const Deployment &m_deployment;
    const Finding *m_finding;
};

} // namespace duodoctor
