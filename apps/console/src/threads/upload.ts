interface Refusal {
  readonly error?: { readonly message?: string };
}

/**
 * Hands a file over to the other organisation of a part.
 * @returns what was wrong, in words; null when it was taken
 */
export async function uploadDocument(partId: string, category: string, file: File): Promise<string | null> {
  const about = new URLSearchParams({ part: partId, category });
  try {
    const response = await fetch(`/documents?${about}`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "x-file-name": encodeURIComponent(file.name), "content-type": "application/octet-stream" },
      body: file,
    });
    if (response.ok) return null;
    const refusal = (await response.json()) as Refusal;
    return refusal.error?.message ?? "The file was not taken.";
  } catch {
    return "The file did not get through. Please try again.";
  }
}
