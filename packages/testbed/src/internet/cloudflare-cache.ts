/** What Cloudflare caches without a rule that says otherwise; among texts only this one. */
const cachedFiles =
  /\.(7z|apk|avif?|bin|bmp|bz2|class|css|csv|dmg|docx?|ejs|eot|eps|exe|flac|gif|gz|ico|iso|jar|jpe?g|js|midi?|mkv|mp[34]|ogg|otf|pdf|pict|pls|png|pptx?|ps|rar|svgz?|swf|tar|tiff?|ttf|web[mp]|woff2?|xlsx?|zip|zst)$|^\/robots\.txt$/i;

/** How long the answers stay without `Cache-Control`, in seconds by their status. */
const usualSeconds: Readonly<Record<number, number>> = { 200: 7200, 404: 180 };

export function isCachedFile(path: string): boolean {
  return cachedFiles.test(path.replace(/\?.*$/s, ""));
}

/** How many seconds Cloudflare keeps an answer of a path that it caches; 0 for never. */
export function cachedSeconds(status: number, cacheControl: string | undefined): number {
  if (cacheControl === undefined) return usualSeconds[status] ?? 0;
  if (/\b(no-store|no-cache|private)\b/i.test(cacheControl)) return 0;
  const age = /\bs-maxage=(\d+)/i.exec(cacheControl)?.[1] ?? /\bmax-age=(\d+)/i.exec(cacheControl)?.[1];
  return age === undefined ? (usualSeconds[status] ?? 0) : Number(age);
}
