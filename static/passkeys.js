// Passkeys: the browser makes one, or answers with one, and the form is sent. A form says what it wants in its data.
const bytesOf = (text) => {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const textOf = (buffer) => {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
};

const withBytes = (keys) => (keys || []).map((key) => ({ ...key, id: bytesOf(key.id) }));

async function make({ publicKey }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytesOf(publicKey.challenge),
      user: { ...publicKey.user, id: bytesOf(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
    },
  });
  return {
    id: made.id,
    rawId: textOf(made.rawId),
    type: made.type,
    clientExtensionResults: made.getClientExtensionResults(),
    response: {
      clientDataJSON: textOf(made.response.clientDataJSON),
      attestationObject: textOf(made.response.attestationObject),
    },
  };
}

async function answer({ publicKey }) {
  const given = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytesOf(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  });
  const { response } = given;
  return {
    id: given.id,
    rawId: textOf(given.rawId),
    type: given.type,
    clientExtensionResults: given.getClientExtensionResults(),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
      userHandle: response.userHandle ? textOf(response.userHandle) : null,
    },
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const said = await fetch(form.dataset.optionsUrl, { headers: { Accept: 'application/json' } });
  if (!said.ok) throw new Error('no options');
  return (await said.json()).request_options;
}

function offer(form) {
  const button = form.querySelector('button');
  const said = form.querySelector('[data-passkey-said]');
  form.querySelector('[data-passkey-off]').remove();
  button.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    said.hidden = true;
    button.disabled = true;
    try {
      const work = form.dataset.passkey === 'create' ? make : answer;
      form.elements.credential.value = JSON.stringify(await work(await optionsOf(form)));
      form.submit();
    } catch (trouble) {
      said.hidden = false;
    }
    button.disabled = false;
  });
}

if (window.PublicKeyCredential) document.querySelectorAll('[data-passkey]').forEach(offer);
