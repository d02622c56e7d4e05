#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>

#include <chrono>
#include <utility>

namespace duodoctor
{

using HeaderList = QList<std::pair<QByteArray, QByteArray>>;

/// A request as a practice server read it; bounded by HttpServer.
struct ServedRequest {
    QByteArray method;
    QByteArray path;    ///< without query
    HeaderList headers; ///< names in lower case
    QByteArray body;

    QByteArray header(QByteArrayView name) const;
};

/// A piece of a streamed body, and how long after the piece before it is sent.
struct ServedPiece {
    std::chrono::milliseconds after{0};
    QByteArray bytes;
};

/// What a practice server answers: a value, so that the servers are functions from a request to this.
struct ServedAnswer {
    int status = 200;
    HeaderList headers; ///< without length and date
    QByteArray body;
    QList<ServedPiece> pieces;          ///< not empty: sent in chunks instead of `body`
    std::chrono::milliseconds delay{0}; ///< before the status line
    bool isWithheld = false;            ///< never answered; the connection stays open
};

ServedAnswer jsonAnswer(int status, const QJsonObject &object, const HeaderList &headers);
ServedAnswer textAnswer(int status, const QByteArray &body, const QByteArray &contentType, const HeaderList &headers);

/// nginx's own page for a status: 301 with a location, 400, 502, 503, 504 (shape as of nginx 1.22).
ServedAnswer nginxErrorAnswer(int status, const HeaderList &headers = {});
/// The page of a fresh nginx, for `/`; every other path is its 404.
ServedAnswer nginxDefaultAnswer(const QByteArray &path);
/// The bytes that nginx says to a client that speaks plain HTTP to its TLS port.
QByteArray nginxPlainTextRefusal();

/// The words of a status line.
QByteArray reasonPhrase(int status);

} // namespace duodoctor
