#pragma once

#include "practice/model_server.h"

namespace duodoctor::modelshape
{

/// The header lines that the product adds to every answer.
HeaderList headersOf(ModelShape shape);
/// An error in the product's own form.
ServedAnswer error(ModelShape shape, int status, const QString &message, const QString &type);
/// A path that the product does not know.
ServedAnswer notFound(ModelShape shape);
/// A key that is missing (`isGiven` false) or wrong.
ServedAnswer unauthorized(ModelShape shape, bool isGiven);
/// A name that the product does not serve. llama.cpp serves its one model under any name.
ServedAnswer unknownModel(ModelShape shape, const QString &name);
/// True for paths that the product answers without a key.
bool isOpenPath(ModelShape shape, const QByteArray &path);
/// The product's health paths; an answer with status 0 when `path` is none of them.
ServedAnswer health(const ModelBehaviour &behaviour, const QByteArray &path);
ServedAnswer modelList(const ModelBehaviour &behaviour);

} // namespace duodoctor::modelshape
