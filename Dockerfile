# The web process. The worker is the same image: docker run … node src/worker.ts
# docs/operations.md says which variables it wants.
FROM node:24-bookworm-slim AS packages
WORKDIR /acquit
COPY package.json package-lock.json ./
# No package that production needs has an install script.
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
WORKDIR /acquit
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY --from=packages /acquit/node_modules ./node_modules
COPY package.json ./
COPY migrations ./migrations
COPY public ./public
COPY styles ./styles
COPY views ./views
COPY src ./src
# It writes no file: nothing in the image is its own.
USER node
EXPOSE 3000
CMD ["node", "src/server.ts"]
