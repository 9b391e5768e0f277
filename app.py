"""The screen: streamlit run app.py"""

from summarizer.ui import shell

shell.run()
