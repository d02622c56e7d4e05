#pragma once

#include "evidence/redactor.h"

#include <QList>
#include <QString>

namespace duodoctor
{

/// Takes the credentials out of a text and keeps its lines: a private key over several lines becomes one mark in each
/// of them, so that what stands below it keeps its line number.
QString redactKeepingLines(const QString &text, const Redactor &redactor);

} // namespace duodoctor
