import { type StoredObject } from "../cloud/services/s3.js";

/** The headers with which an object store serves what it holds. */
export function objectHeaders(object: StoredObject): Readonly<Record<string, string>> {
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage } = object;
  const optional = {
    "cache-control": cacheControl,
    "content-disposition": contentDisposition,
    "content-encoding": contentEncoding,
    "content-language": contentLanguage,
  };
  return {
    "content-type": object.contentType,
    etag: `"${object.etag}"`,
    "last-modified": new Date(object.lastModified).toUTCString(),
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >),
  };
}
