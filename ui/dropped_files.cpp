#include "ui/dropped_files.h"

#include <QMimeData>
#include <QUrl>

namespace duodoctor
{

QStringList localFilesIn(const QMimeData &data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    return paths;
}

} // namespace duodoctor
