#include "deployment/deployment.h"

#include <QDir>

namespace duodoctor
{

bool operator==(const Reach &a, const Reach &b)
{
    const bool sameHost = (a.on == nullptr) == (b.on == nullptr) && (!a.on || *a.on == *b.on);
    return sameHost && a.via == b.via && a.host == b.host && a.user == b.user && a.port == b.port && a.sudo == b.sudo &&
           a.engine == b.engine && a.container == b.container && a.context == b.context &&
           a.kubeNamespace == b.kubeNamespace && a.pod == b.pod && a.selector == b.selector;
}

QString Deployment::resolvedPath(const QString &path) const
{
    return path.isEmpty() ? QString{} : QDir::cleanPath(QDir{baseFolder}.absoluteFilePath(path));
}

const Model *Deployment::model(QStringView modelName) const
{
    for (const Model &candidate : models) {
        if (candidate.name == modelName) {
            return &candidate;
        }
    }
    return nullptr;
}

} // namespace duodoctor
