/** Gives an order to the embedded org, which Salesforce has in Setup. */
export async function order(org, method, path, body) {
  const answer = await fetch(`${org.url}/__org/${path}`, {
    method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}
