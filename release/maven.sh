#!/usr/bin/env bash
# Signs the Maven repository in a folder with $GPG_PRIVATE_KEY, and zips it as Maven Central takes it.
set -euo pipefail
repository=$1 bundle=$(realpath "$2")

GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill all; rm -rf "$GNUPGHOME"' EXIT
gpg --batch --quiet --import <<<"$GPG_PRIVATE_KEY"

cd "$repository"
while IFS= read -r -d '' file; do
  gpg --batch --quiet --armor --detach-sign --pinentry-mode loopback --passphrase-fd 0 "$file" <<<"$GPG_PASSPHRASE"
done < <(find . \( -name '*.jar' -o -name '*.pom' \) -print0)
rm -f "$bundle"
# Central writes the metadata itself.
zip --quiet --no-dir-entries --recurse-paths "$bundle" . --exclude '*maven-metadata*'
