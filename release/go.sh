#!/usr/bin/env bash
# Puts the Go module in a folder into its repository, with the tag by which Go finds the version.
set -euo pipefail
modules=$(realpath "$1") repository=$2

version=$(cat "$modules/cdksmspoolassociation/version")
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT
git clone --quiet "$repository" "$clone"
cd "$clone"
rm -rf cdksmspoolassociation
cp -r "$modules/cdksmspoolassociation" .
git add --all
git -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
  commit --quiet --message "v$version"
git tag "cdksmspoolassociation/v$version"
git push --quiet --atomic origin HEAD "cdksmspoolassociation/v$version"
