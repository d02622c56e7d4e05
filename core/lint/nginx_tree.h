#pragma once

#include "lint/place.h"

#include <QList>

namespace duodoctor
{

/// A directive of nginx, with the directives of its block.
struct NginxDirective {
    QString name;
    Place place;
    QList<PlacedText> arguments;
    QList<NginxDirective> items;
    bool hasBlock = false;

    QString argument(qsizetype index) const { return arguments.value(index).text; }
    /// The last directive of that name in the block, or null.
    const NginxDirective *find(QStringView wanted) const;
    bool hasArgument(QStringView text) const;
};

struct NginxTree {
    NginxDirective root;
    QList<PlacedText> problems;
};

/// Takes a configuration apart; goes on behind a missing semicolon, so that one mistake is one problem. At most 40
/// blocks deep. Linear in the text.
NginxTree readNginx(const QString &text);

/// True for directives that a proxy's configuration commonly has; used to see where a semicolon is missing.
bool isNginxDirective(const QString &name);

} // namespace duodoctor
