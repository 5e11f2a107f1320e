"""An archive on Ray: Parquet in, Parquet out, a killed worker costs nothing but its time.

    pip install 'claimex[ray,dataframe]'
    python examples/ray_archive.py articles.parquet results/
    python examples/ray_archive.py s3://bucket/articles/ s3://bucket/results/ \
        --model openai/gpt-5-mini --actors 8

On a cluster: `ray job submit -- python ray_archive.py …`; here Ray starts one on this machine.
"""

import argparse
import os

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import ray

from claimex.integrations.ray import extract_dataset, usage_of

parser = argparse.ArgumentParser()
parser.add_argument("articles", help="Parquet with the columns text, id, title, published")
parser.add_argument("results", help="a folder for one row a document")
parser.add_argument("--model", help="rules, local or provider/model")
parser.add_argument("--actors", type=int, default=1, help="leave a processor for reading")
given = parser.parse_args()

ray.init(ignore_reinit_error=True, log_to_driver=False, include_dashboard=False)
articles = ray.data.read_parquet(given.articles)
results = extract_dataset(articles, model=given.model, actors=given.actors, batch_size=16)
results.write_parquet(given.results)

written = ray.data.read_parquet(given.results)
usage = usage_of(written)
print(f"{written.count()} documents, {written.sum('claims')} claims")
print(f"{usage.requests} requests, {usage.input_tokens + usage.output_tokens} tokens")
