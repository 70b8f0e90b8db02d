"""Rule set 2: homework in the second half, lessons registered daily, panels of pupils and parents."""

TABLE = """
C2-K01 | C2.1.1 | OFFICE > COLLEAGUES; clerk > director | 1 | 11-13..01-22 | due | check homework 12-02
C2-K02 | C2.2.1 | clerk > school | 1 | 09-01..01-22 | late | patrol daily
C2-L03 | C2.2.4 | OFFICE > school | 1 | 09-01..01-22 | due | meeting_report 12-30
C2-A01 | C2.3.3 | OFFICE > CLASSES, GRADES | 1 | 11-13..11-19 | late | class_analysis 11-17
C2-A01 | C2.3.3 | OFFICE > CLASSES, GRADES | 1 | 01-20..01-26 | not_due | class_analysis 01-21
C2-V01 | C2.4.1 | OFFICE > CLASSES | 1 | 11-13..11-26 | late | pupil_panel 11-20 6
C2-V02 | C2.4.2 | OFFICE > CLASSES | 1 | 12-28..01-22 | not_due | parent_panel 01-08 10
"""
