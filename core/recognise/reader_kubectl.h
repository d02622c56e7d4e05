#pragma once

#include "evidence/cluster_state.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

/// Parts of the readers of kubectl's output, for one another.
namespace duodoctor::readers
{

/// `metadata.name` of an object of the API.
QString objectName(const QJsonObject &object);

/// An Ingress and a Service of the API. A service's ready endpoints stand in other objects.
void readIngressObject(const QJsonObject &object, ClusterState &cluster);
void readServiceObject(const QJsonObject &object, ClusterState &cluster);

/// The tables that `kubectl get` prints for pods, ingresses, services and endpoints; none when the text holds no such
/// row.
std::optional<ClusterState> kubectlTables(const QString &text);

/// True for the lines of `kubectl describe ingress` about one ingress.
bool isDescribedIngress(const QStringList &lines);
/// Reads them. What they say of a service behind it (its ready endpoints, that it does not exist) counts as a service.
void readDescribedIngress(const QStringList &lines, ClusterState &cluster);

} // namespace duodoctor::readers
