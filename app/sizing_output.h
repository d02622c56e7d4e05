#pragma once

#include "setup/sizing.h"

#include <QJsonObject>
#include <QString>

namespace duodoctor
{

/// An answer for a terminal. @param width  in columns. @param isColored  headings in bold.
QString sizingText(const SizingRules &rules, const SizingQuestion &question, const Sizing &sizing, int width,
                   bool isColored);

/// An answer as a document of the schema `duo-doctor/sizing/1`. Memory in GiB, rates per second.
QJsonObject sizingJson(const SizingRules &rules, const SizingQuestion &question, const Sizing &sizing);

} // namespace duodoctor
